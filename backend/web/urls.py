"""Pages that belong to no app: the door, the language, and what a phone shows without a line."""

from django.urls import include, path

from backend.web import views

urlpatterns = [
    path("", include("backend.web.door.urls")),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("sw.js", views.service_worker, name="service-worker"),
    path("offline/", views.offline, name="offline"),
    path("language/", views.choose_language, name="language"),
]
