"""Setting quizzes for learners: drafts, publishing, extra time, and what they came to."""
