"""Addresses of the clinic: the front page, the cases, an attempt and its debrief, practice."""

from django.urls import path

from teaching.quizzes import practice, views

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
    path("practise/", practice.practise, name="practise"),
    path("practise/<int:pk>/", practice.sitting, name="sitting"),
    path("practise/<int:pk>/finish/", practice.finish, name="finish"),
    path("practise/<int:pk>/again/", practice.again, name="again"),
    path("practise/<int:pk>/<int:number>/", practice.question, name="question"),
    path("practise/<int:pk>/<int:number>/commit/", practice.commit, name="commit-question"),
    path("practise/<int:pk>/<int:number>/flag/", practice.flag, name="flag"),
    path("practise/<int:pk>/<int:number>/bookmark/", practice.bookmark, name="bookmark"),
    path("practise/<int:pk>/<int:number>/note/", practice.note, name="note"),
]
