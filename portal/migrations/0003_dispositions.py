from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0002_proxies')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Disposition',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='dispositions', on_delete=OnDelete.RESTRICT)),
                ('speaker', fields.CharField(default='', max_length=20)),
                ('comment', fields.CharField(max_length=200)),
                ('outcome', fields.CharField(max_length=10)),
                ('reason', fields.CharField(max_length=200)),
                ('added_by', fields.ForeignKeyField('portal.Person', source_field='added_by_id', db_constraint=True, to_field='id', related_name='dispositions', on_delete=OnDelete.RESTRICT)),
                ('added_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('minutes', fields.ForeignKeyField('portal.Minutes', source_field='minutes_id', null=True, db_constraint=True, to_field='id', related_name='dispositions', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'disposition', 'app': 'portal', 'pk_attr': 'id', 'table_description': '采纳情况: what somebody said at the hearing, whether it was adopted, and why. `outcome` as in `rules.dispositions`.'},
            bases=['Model'],
        ),
    ]
