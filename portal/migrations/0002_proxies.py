from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0001_initial')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Proxy',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='proxies', on_delete=OnDelete.RESTRICT)),
                ('principal', fields.ForeignKeyField('portal.Person', source_field='principal_id', db_constraint=True, to_field='id', related_name='proxies_given', on_delete=OnDelete.RESTRICT)),
                ('holder', fields.ForeignKeyField('portal.Person', source_field='holder_id', null=True, db_constraint=True, to_field='id', related_name='proxies_held', on_delete=OnDelete.RESTRICT)),
                ('keys', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('instructions', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('given_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('accepted_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoked_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('slot', fields.IntField(null=True)),
            ],
            options={'table': 'proxy', 'app': 'portal', 'unique_together': (('meeting', 'slot'),), 'pk_attr': 'id', 'table_description': 'One person lets another use their rights at one meeting, in writing, and takes it back whenever they like.'},
            bases=['Model'],
        ),
    ]
