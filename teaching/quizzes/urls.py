"""Addresses of the clinic: the front page, the cases, an attempt and its debrief, quizzes."""

from django.urls import path

from teaching import addresses  # noqa: F401  # registers what a row is
from teaching.quizzes import answering, noting, practice, views

app_name = "quizzes"
urlpatterns = [
    path("", views.home, name="home"),
    path("how-it-works/", views.how, name="how"),
    path("cases/", views.cases, name="cases"),
    path("cases/new/", views.new_patient, name="new-patient"),
    path("cases/<row:pk>/", views.case, name="case"),
    path("cases/<row:pk>/begin/", views.begin, name="begin"),
    path("attempts/<row:pk>/", views.attempt, name="attempt"),
    path("attempts/<row:pk>/read-on/", views.read_on, name="read-on"),
    path("attempts/<row:pk>/commit/", views.commit, name="commit"),
    path("attempts/<row:pk>/debrief/", views.debrief, name="debrief"),
    path("attempts/<row:pk>/debrief/<row:number>/", views.debrief, name="debrief-of"),
    path("attempts/<row:pk>/debrief/<row:number>/twin/", views.twin, name="twin"),
    path("attempts/<row:pk>/debrief/<row:number>/report/", noting.report_case, name="report-case"),
    path("practise/", practice.practise, name="practise"),
    path("practise/contrast/", practice.contrast, name="contrast"),
    path("quizzes/", practice.quizzes, name="quizzes"),
    path("quizzes/<row:pk>/", practice.quiz, name="quiz"),
    path("sittings/<row:pk>/", answering.sitting, name="sitting"),
    path("sittings/<row:pk>/finish/", answering.finish, name="finish"),
    path("sittings/<row:pk>/again/", practice.again, name="again"),
    path("sittings/<row:pk>/<row:number>/", answering.question, name="question"),
    path("sittings/<row:pk>/<row:number>/commit/", answering.commit, name="commit-question"),
    path("sittings/<row:pk>/<row:number>/save/", answering.save, name="save"),
    path("sittings/<row:pk>/<row:number>/flag/", noting.flag, name="flag"),
    path("sittings/<row:pk>/<row:number>/bookmark/", noting.bookmark, name="bookmark"),
    path("sittings/<row:pk>/<row:number>/note/", noting.note, name="note"),
    path("sittings/<row:pk>/<row:number>/report/", noting.report, name="report"),
]
