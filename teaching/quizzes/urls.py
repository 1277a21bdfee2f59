"""Addresses of the clinic: the front page, the cases, an attempt and its debrief, quizzes."""

from django.urls import path

from teaching.quizzes import answering, noting, practice, views

app_name = "quizzes"
urlpatterns = [
    path("", views.home, name="home"),
    path("how-it-works/", views.how, name="how"),
    path("cases/", views.cases, name="cases"),
    path("cases/new/", views.new_patient, name="new-patient"),
    path("cases/<int:pk>/", views.case, name="case"),
    path("cases/<int:pk>/begin/", views.begin, name="begin"),
    path("attempts/<int:pk>/", views.attempt, name="attempt"),
    path("attempts/<int:pk>/read-on/", views.read_on, name="read-on"),
    path("attempts/<int:pk>/commit/", views.commit, name="commit"),
    path("attempts/<int:pk>/debrief/", views.debrief, name="debrief"),
    path("attempts/<int:pk>/debrief/<int:number>/", views.debrief, name="debrief-of"),
    path("attempts/<int:pk>/debrief/<int:number>/twin/", views.twin, name="twin"),
    path("attempts/<int:pk>/debrief/<int:number>/report/", noting.report_case, name="report-case"),
    path("practise/", practice.practise, name="practise"),
    path("practise/contrast/", practice.contrast, name="contrast"),
    path("quizzes/", practice.quizzes, name="quizzes"),
    path("quizzes/<int:pk>/", practice.quiz, name="quiz"),
    path("sittings/<int:pk>/", answering.sitting, name="sitting"),
    path("sittings/<int:pk>/finish/", answering.finish, name="finish"),
    path("sittings/<int:pk>/again/", practice.again, name="again"),
    path("sittings/<int:pk>/<int:number>/", answering.question, name="question"),
    path("sittings/<int:pk>/<int:number>/commit/", answering.commit, name="commit-question"),
    path("sittings/<int:pk>/<int:number>/save/", answering.save, name="save"),
    path("sittings/<int:pk>/<int:number>/flag/", noting.flag, name="flag"),
    path("sittings/<int:pk>/<int:number>/bookmark/", noting.bookmark, name="bookmark"),
    path("sittings/<int:pk>/<int:number>/note/", noting.note, name="note"),
    path("sittings/<int:pk>/<int:number>/report/", noting.report, name="report"),
]
