import unicodedata
from collections import Counter

import django.db.models.functions.text
from django.db import migrations, models


def write_small(apps, _schema_editor):
    """Write every handle in small letters; two that differ in nothing else are for people to mend."""
    users = apps.get_model("accounts", "User").objects.order_by("created_at")
    handles = {user.pk: _small(user.username) for user in users}
    twice = sorted(handle for handle, count in Counter(handles.values()).items() if count > 1)
    if twice:
        raise RuntimeError(
            "These user names are held twice, in large and small letters: "
            f"{', '.join(twice)}. Rename one of each pair, then migrate again."
        )
    for user in users:
        if user.username != handles[user.pk]:
            users.filter(pk=user.pk).update(username=handles[user.pk])


def _small(username):
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", username).lower())


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(write_small, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            model_name='user',
            name='text_size',
            field=models.CharField(choices=[('normal', 'normal'), ('large', 'large'), ('largest', 'very large')], default='normal', max_length=16, verbose_name='text size'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('text_size__in', ['normal', 'large', 'largest'])), name='accounts_user_text_size_is_known'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('username', django.db.models.functions.text.Lower(models.F('username')))), name='accounts_user_name_is_in_small_letters', violation_error_message='User names are written in small letters.'),
        ),
    ]
