from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0006_venues')]

    initial = False

    operations = [
        ops.CreateModel(
            name='KeptDraft',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('browser', fields.CharField(unique=True, max_length=64)),
                ('act', fields.CharField(max_length=30)),
                ('path', fields.CharField(max_length=200)),
                ('back', fields.CharField(max_length=200)),
                ('sealed', fields.TextField(unique=False)),
                ('kept_at', UtcDatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'kept_draft', 'app': 'portal', 'pk_attr': 'id', 'table_description': "One act that waits in one browser: where it goes, and what was typed, sealed by that browser's cookie."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SlipBatch',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='slip_batches', on_delete=OnDelete.RESTRICT)),
                ('made_by', fields.ForeignKeyField('portal.Person', source_field='made_by_id', db_constraint=True, to_field='id', related_name='slip_batches', on_delete=OnDelete.RESTRICT)),
                ('made_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('count', fields.IntField()),
                ('sealed', fields.TextField(null=True, unique=False)),
                ('revoked_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'slip_batch', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'One sheet of slips for a building or an estate. `sealed` holds its codes until the sheet is fetched, once.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Slip',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.ForeignKeyField('portal.SlipBatch', source_field='batch_id', db_constraint=True, to_field='id', related_name='slips', on_delete=OnDelete.RESTRICT)),
                ('home', fields.ForeignKeyField('portal.Home', source_field='home_id', db_constraint=True, to_field='id', related_name='slips', on_delete=OnDelete.RESTRICT)),
                ('code', fields.CharField(unique=True, max_length=64)),
                ('used_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('used_by_id', fields.IntField(null=True)),
                ('revoked_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'slip', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'One slip, for one home and one account. `code` is a keyed hash: what stands on the paper is kept nowhere.'},
            bases=['Model'],
        ),
        ops.AlterModelOptions(
            name='Appointment',
            options={'table': 'appointment', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'A role, bound to an area and a period. `deputy_for` is whose place a deputy takes while it lasts.'},
        ),
        ops.AddField(
            model_name='Appointment',
            name='appointed_by_id',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Appointment',
            name='deputy_for',
            field=fields.ForeignKeyField('portal.Appointment', source_field='deputy_for_id', null=True, db_constraint=True, to_field='id', related_name='deputies', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Appointment',
            name='ended_by_id',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Appointment',
            name='ended_why',
            field=fields.CharField(null=True, max_length=200),
        ),
        ops.AddField(
            model_name='Appointment',
            name='reminded_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddIndex(
            model_name='AuditRecord',
            index=Index(fields=['actor_id', 'id']),
        ),
        ops.AddIndex(
            model_name='AuditRecord',
            index=Index(fields=['event', 'id']),
        ),
        ops.AddIndex(
            model_name='AuditRecord',
            index=Index(fields=['at', 'id']),
        ),
        ops.AlterModelOptions(
            name='Holding',
            options={'table': 'holding', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'That this account is that owner of the register. How that was confirmed is told as of a residence.'},
        ),
        ops.AddField(
            model_name='Holding',
            name='checked_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Holding',
            name='checked_by_id',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Holding',
            name='confirmed_by_id',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Holding',
            name='method',
            field=fields.CharField(default='register', db_default='register', max_length=10),
        ),
        ops.AddField(
            model_name='Residency',
            name='checked_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Residency',
            name='checked_by_id',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Residency',
            name='confirmed_by_id',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Residency',
            name='method',
            field=fields.CharField(default='register', db_default='register', max_length=10),
        ),
        ops.AddField(
            model_name='Residency',
            name='reminded_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Residency',
            name='renew_by',
            field=UtcDatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False),
        ),
    ]
