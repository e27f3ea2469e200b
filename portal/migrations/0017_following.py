from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0016_talk')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Following',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='followings', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='followings', on_delete=OnDelete.RESTRICT)),
                ('follows', fields.BooleanField(default=True)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'following', 'app': 'portal', 'unique_together': (('matter', 'person'),), 'indexes': [Index(fields=['person_id', 'id'])], 'pk_attr': 'id', 'table_description': 'That somebody follows a matter. `follows` is False where they said no: speaking again does not bring it back.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NoticeChoice',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.OneToOneField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='notice_choice', on_delete=OnDelete.RESTRICT)),
                ('weekday', fields.IntField(null=True)),
                ('quiet_from', fields.IntField()),
                ('quiet_until', fields.IntField()),
                ('chosen_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notice_choice', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'What somebody chose of letters. Who has no row has chosen nothing: the usual of `rules.choosing` holds.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Letter',
            name='stop',
            field=fields.CharField(default='', db_default='', max_length=600),
        ),
    ]
