from django.urls import path

from councils import views

app_name = "councils"

urlpatterns = [path("councils/", views.council_list, name="council_list")]
