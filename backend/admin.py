"""Django admin with the house's own site."""

from django.contrib.admin.apps import AdminConfig


class HouseAdminConfig(AdminConfig):
    default_site = "campaigns.admin_site.HouseAdminSite"
