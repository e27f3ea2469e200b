from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0008_own_data')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Mandate',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('principal', fields.ForeignKeyField('portal.Person', source_field='principal_id', db_constraint=True, to_field='id', related_name='mandates_given', on_delete=OnDelete.RESTRICT)),
                ('helper', fields.ForeignKeyField('portal.Person', source_field='helper_id', db_constraint=True, to_field='id', related_name='mandates_held', on_delete=OnDelete.RESTRICT)),
                ('way', fields.CharField(max_length=10)),
                ('witness_id', fields.IntField(null=True)),
                ('witness_name', fields.CharField(default='', max_length=60)),
                ('since', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('until', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_by', fields.IntField(null=True)),
            ],
            options={'table': 'mandate', 'app': 'portal', 'indexes': [Index(fields=['helper_id', 'until']), Index(fields=['principal_id', 'until'])], 'pk_attr': 'id', 'table_description': '代办: the principal lets the helper act, for a while. `way` says how the consent was given: code or witness.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MessageBudget',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('path', fields.CharField(unique=True, max_length=200)),
                ('monthly', fields.IntField()),
                ('price', fields.IntField()),
                ('set_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'message_budget', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'How many short messages the area at `path` may pay for in a month, and what one costs in 分.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MessageUse',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('path', fields.CharField(max_length=200)),
                ('month', fields.CharField(max_length=7)),
                ('purpose', fields.CharField(max_length=40)),
                ('parts', fields.IntField(default=0)),
                ('held', fields.IntField(default=0)),
                ('cost', fields.IntField(default=0)),
            ],
            options={'table': 'message_use', 'app': 'portal', 'unique_together': (('path', 'month', 'purpose'),), 'pk_attr': 'id', 'table_description': "What an area's short messages came to in one month, for one purpose. `held` were not sent: nothing was left."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Recovery',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='recoveries', on_delete=OnDelete.RESTRICT)),
                ('issued_by', fields.IntField()),
                ('how', fields.CharField(max_length=200)),
                ('slip', fields.CharField(unique=True, max_length=64)),
                ('objection', fields.CharField(unique=True, max_length=64)),
                ('issued_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('channel', fields.CharField(default='', max_length=10)),
                ('sealed', fields.TextField(default='', unique=False)),
                ('used_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('effective_at', UtcDatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ('stopped_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('done_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'recovery', 'app': 'portal', 'pk_attr': 'id', 'table_description': '找回: staff saw the person and gave them a slip. It opens nothing before `effective_at`, nor once stopped.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SecondFactor',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', unique=True, db_constraint=True, to_field='id', related_name='second_factors', on_delete=OnDelete.RESTRICT)),
                ('sealed', fields.TextField(unique=False)),
                ('made_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('confirmed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('last_step', fields.BigIntField(default=0)),
                ('wrong', fields.IntField(default=0)),
                ('wait_until', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'second_factor', 'app': 'portal', 'pk_attr': 'id', 'table_description': "The secret of one person's app, sealed. `last_step` is the half-minute last used: it is not taken twice."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SpareCode',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='spare_codes', on_delete=OnDelete.RESTRICT)),
                ('code', fields.CharField(max_length=64)),
                ('used_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'spare_code', 'app': 'portal', 'unique_together': (('person', 'code'),), 'pk_attr': 'id', 'table_description': 'One of the ten codes on paper, for a day without the app. Kept as a hash, and used once.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='AuditRecord',
            name='by_id',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Letter',
            name='payer',
            field=fields.CharField(default='', db_default='', max_length=200),
        ),
        ops.AddField(
            model_name='Letter',
            name='purpose',
            field=fields.CharField(default='', db_default='', max_length=40),
        ),
        ops.AddField(
            model_name='Matter',
            name='helper_id',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Post',
            name='helper_id',
            field=fields.IntField(null=True),
        ),
        ops.AlterModelOptions(
            name='Session',
            options={'table': 'session', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'One person on one browser. Whoever acts on a shared phone holds its token: `family` joins the others to it.'},
        ),
        ops.AddField(
            model_name='Session',
            name='acting_for',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Session',
            name='family',
            field=fields.CharField(null=True, db_index=True, max_length=64),
        ),
        ops.AddField(
            model_name='Session',
            name='idle_until',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Session',
            name='proved_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Session',
            name='strong_until',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='SignInCode',
            name='tried_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
