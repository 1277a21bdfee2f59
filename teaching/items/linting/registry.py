"""All rules in order: what each is called, how much it weighs, why, and who says so."""

from __future__ import annotations

from teaching.items.linting import (
    convergence,
    demands,
    echoes,
    eponyms,
    focus,
    form,
    grammar,
    information,
    jests,
    kinds,
    length,
    lesions,
    numbers,
    opposites,
    outdated,
    people,
    safety,
    sameness,
    timing,
    words,
)
from teaching.items.linting.flaws import Rule, StoryRule

NBME = "NBME Item-Writing Guide 2020"
TARRANT = "Tarrant et al. 2006"
HALADYNA = "Haladyna, Downing & Rodriguez 2002"
DOWNING = "Downing 2005"
PHAM = "Pham, Besanko & Devitt 2018"
OWN = "this project's rule for its cases"

RULES: tuple[Rule, ...] = (
    Rule(
        "longest-key",
        "Key longer than the others",
        "error",
        "Authors qualify what they know to be right, and readers who know nothing choose the"
        " longest option. One of three flaws that raised scores in a controlled comparison.",
        f"{NBME}; {TARRANT}; {PHAM}",
        length.longest_key,
    ),
    Rule(
        "most-specific-key",
        "Key more specific than the others",
        "error",
        "A number, a bracket or a condition in one option alone shows where the author took care.",
        f"{NBME}; {TARRANT}",
        length.most_specific_key,
    ),
    Rule(
        "grammatical-cue",
        "Grammatical cue",
        "warning",
        "Options that cannot follow the lead-in, or differ from it in number, tense or part of"
        " speech, are struck out without any knowledge of the subject.",
        f"{NBME}; {TARRANT}; {HALADYNA}; {DOWNING}",
        grammar.grammatical_cue,
    ),
    Rule(
        "logical-cue",
        "Logical cue",
        "warning",
        "Where most distractors are no answer to the question at all (a place where a year is"
        " asked for), logic finds the key.",
        f"{TARRANT}; {HALADYNA}",
        demands.logical_cue,
    ),
    Rule(
        "exhaustive-pair",
        "Collectively exhaustive pair",
        "warning",
        "If two options are opposites, one of them must be right, and the others need not be read.",
        f"{NBME}; {HALADYNA}",
        opposites.exhaustive_pair,
    ),
    Rule(
        "absolute-term",
        "Absolute term",
        "warning",
        "Hardly anything holds always or never; test-wise readers strike such options out.",
        f"{NBME}; {TARRANT}; {HALADYNA}",
        words.absolute_term,
    ),
    Rule(
        "clang",
        "Word of the story repeated in the key",
        "warning",
        "A word that stands in the story or the question and in one option only joins the two.",
        f"{NBME}; {TARRANT}; {HALADYNA}",
        echoes.clang,
        reads_stem=True,
    ),
    Rule(
        "convergence",
        "Convergence on the key",
        "warning",
        "Distractors written by changing one part of the key each leave the key as the option that"
        " has most in common with all others.",
        f"{NBME}; {TARRANT}",
        convergence.convergence,
    ),
    Rule(
        "implausible-option",
        "Implausible option",
        "error",
        "An option nobody believes raises the chance of guessing. One of three flaws that raised"
        " scores in a controlled comparison.",
        f"{TARRANT}; {HALADYNA}; {PHAM}",
        jests.implausible_option,
        reads_stem=True,
    ),
    Rule(
        "mixed-kinds",
        "Options of different kinds",
        "warning",
        "A diagnosis, a drug and a test cannot be more or less right than one another; the odd one"
        " out draws the eye.",
        f"{NBME}; {HALADYNA}",
        kinds.mixed_kinds,
    ),
    Rule(
        "all-of-the-above",
        "All or none of the above",
        "warning",
        "Two options known to be right prove “all of the above”; one known to be wrong refutes it."
        " “None of the above” shows only that the reader knows what is wrong. An error as the key.",
        f"{NBME}; {TARRANT}; {HALADYNA}",
        form.all_of_the_above,
    ),
    Rule(
        "k-type",
        "Combined answers (K-type)",
        "warning",
        "Combinations of answers reward part knowledge and reading of patterns, and cost time.",
        f"{NBME}; {TARRANT}; {HALADYNA}",
        form.k_type,
    ),
    Rule(
        "true-false",
        "True/false in disguise",
        "warning",
        "“Which statement is true?” asks for several unrelated judgements, and truth is seldom"
        " without exception.",
        f"{NBME}; {TARRANT}",
        form.true_false,
    ),
    Rule(
        "fill-in-blank",
        "Gap to fill in",
        "warning",
        "A gap burdens the memory of the reader and adds nothing to what is measured.",
        f"{TARRANT}; {HALADYNA}",
        form.fill_in_blank,
        reads_stem=True,
    ),
    Rule(
        "negative-stem",
        "Negative question",
        "warning",
        "“Not” and “except” are overlooked, and who can name the exception need not know the rule."
        " Left alone where something must NOT be done.",
        f"{NBME}; {TARRANT}; {HALADYNA}; {DOWNING}",
        form.negative_stem,
    ),
    Rule(
        "unfocused-stem",
        "Unfocused lead-in",
        "warning",
        "Cover the options: if the lead-in alone asks nothing, the options carry the question."
        " The one of ten flaws that lowered scores in a controlled comparison.",
        f"{NBME}; {TARRANT}; {DOWNING}; {PHAM}",
        focus.unfocused_stem,
    ),
    Rule(
        "two-concepts",
        "More than one concept",
        "warning",
        "A question with two parts cannot tell which of them was not known.",
        f"{HALADYNA}; {NBME}",
        focus.two_concepts,
    ),
    Rule(
        "gratuitous-information",
        "Gratuitous information",
        "warning",
        "Teaching in the story, or a story before a question of plain recall, costs time and"
        " measures patience.",
        f"{NBME}; {TARRANT}; {HALADYNA}",
        information.gratuitous_information,
        reads_stem=True,
    ),
    Rule(
        "missing-information",
        "Missing information",
        "warning",
        "A question that leans on a figure or a patient nobody has shown cannot be answered.",
        f"{NBME}; {TARRANT}",
        information.missing_information,
        reads_stem=True,
    ),
    Rule(
        "vague-frequency",
        "Vague frequency",
        "warning",
        "What “often” and “usually” mean differs so much between readers that the option has no"
        " definite truth.",
        f"{NBME}; {TARRANT}; {HALADYNA}",
        words.vague_frequency,
    ),
    Rule(
        "number-order",
        "Numbers out of order",
        "warning",
        "Unordered numbers cost time and can cue by their position.",
        f"{NBME}; {TARRANT}; {HALADYNA}",
        numbers.number_order,
    ),
    Rule(
        "overlapping-ranges",
        "Overlapping ranges",
        "warning",
        "A value in two ranges makes two options right.",
        f"{NBME}; {HALADYNA}",
        numbers.overlapping_ranges,
    ),
    Rule(
        "second-answer",
        "More than one answer",
        "error",
        "Two options that mean the same are both right or both wrong. A warning where neither is"
        " the key.",
        f"{NBME}; {TARRANT}; {HALADYNA}",
        sameness.second_answer,
    ),
    Rule(
        "eponym-cue",
        "Eponym that cues",
        "error",
        "A person's name among descriptions stands out, and the name of a sign in the story gives"
        " the answer to who has learnt the name alone. One of three flaws that raised scores in a"
        " controlled comparison.",
        f"{PHAM}; {NBME}",
        eponyms.eponym_cue,
        reads_stem=True,
    ),
    Rule(
        "outdated-term",
        "Outdated term",
        "warning",
        "Learners meet the current word in practice; an old one confuses, and may offend.",
        f"{NBME}; the disease's pack",
        outdated.outdated_term,
        reads_stem=True,
    ),
    Rule(
        "answer-told",
        "A line states the answer",
        "error",
        "If the story says it, reading is all that is tested.",
        f"{TARRANT}; {OWN}",
        echoes.answer_told,
        reads_stem=True,
    ),
)
"""Rules on one question, in the order in which their flaws are shown."""

STORY_RULES: tuple[StoryRule, ...] = (
    StoryRule(
        "contradicting-person",
        "Age or sex contradicts itself",
        "error",
        "A patient who changes sex or age makes the reader doubt every other line.",
        OWN,
        people.contradicting_person,
    ),
    StoryRule(
        "contradicting-time",
        "Dates contradict each other",
        "error",
        "Where timing decides the answer, two dates that exclude each other leave none.",
        OWN,
        timing.contradicting_time,
    ),
    StoryRule(
        "lesion-level",
        "Level of the lesion contradicts limbs or sites",
        "error",
        "Limbs and sites above the lesion cannot show what the lesion causes.",
        f"{OWN}; the disease's pack",
        lesions.lesion_level,
    ),
    StoryRule(
        "missing-safety-line",
        "Missing safety line",
        "error",
        "A case that passes over a possible emergency teaches to pass over it.",
        f"{OWN}; the disease's pack",
        safety.missing_safety_line,
    ),
)
"""Rules on a whole vignette."""
