"""Addresses of the clinic: the front page, the cases, an attempt and its debrief."""

from django.urls import path

from teaching.quizzes import views

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
]
