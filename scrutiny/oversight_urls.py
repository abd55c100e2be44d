from django.urls import path

from scrutiny.views import bodies, forward, oversight

BODY = "councils/<slug:slug>/bodies/<int:pk>/"
OF_BODY = "councils/<slug:slug>/bodies/<int:body_pk>/"

urlpatterns = [
    path(BODY, bodies.body, name="body"),
    path(f"{BODY}forward/new/", forward.forward_add, name="forward_add"),
    path(f"{OF_BODY}forward/<int:pk>/", forward.forward_item, name="forward_item"),
    path(f"{BODY}learning/", oversight.points_choose, name="points_choose"),
    path(f"{BODY}learning/new/", oversight.point_add, name="point_add"),
    path(f"{OF_BODY}learning/<int:pk>/", oversight.point, name="point"),
    path(f"{BODY}next-steps/new/", oversight.step_add, name="step_add"),
    path(f"{OF_BODY}next-steps/<int:pk>/", oversight.step, name="step"),
    path(f"{BODY}visits/new/", oversight.visit_add, name="visit_add"),
    path(f"{OF_BODY}visits/<int:pk>/", oversight.visit, name="visit"),
]
