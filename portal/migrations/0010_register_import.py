from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import UniqueConstraint

class Migration(migrations.Migration):
    dependencies = [('portal', '0009_identity')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Job',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=40)),
                ('subject', fields.IntField()),
                ('slot', fields.CharField(null=True, unique=True, max_length=60)),
                ('stage', fields.CharField(default='new', max_length=10)),
                ('done', fields.IntField(default=0)),
                ('total', fields.IntField(default=0)),
                ('outcome', fields.CharField(default='', max_length=40)),
                ('owner', fields.CharField(default='', max_length=16)),
                ('lease_until', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('tries', fields.IntField(default=0)),
                ('asked_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'job', 'app': 'portal', 'indexes': [Index(fields=['stage', 'lease_until']), Index(fields=['kind', 'subject'])], 'pk_attr': 'id', 'table_description': 'One piece of long work on one subject. Whoever holds it does so until `lease_until`, then anybody may.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='imports', on_delete=OnDelete.RESTRICT)),
                ('slot', fields.IntField(null=True, unique=True)),
                ('made_by', fields.IntField(null=True)),
                ('file_name', fields.CharField(max_length=120)),
                ('stage', fields.CharField(max_length=12)),
                ('size', fields.IntField()),
                ('received', fields.IntField(default=0)),
                ('encoding', fields.CharField(default='', max_length=12)),
                ('heading_row', fields.IntField(default=0)),
                ('headings', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('columns', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('join_names', fields.BooleanField(default=False)),
                ('end_gone', fields.BooleanField(default=False)),
                ('rows', fields.IntField(default=0)),
                ('expected', fields.IntField(default=0)),
                ('whole', fields.BooleanField(default=False)),
                ('faults', fields.IntField(default=0)),
                ('counts', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('refusal', fields.CharField(default='', max_length=40)),
                ('made_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('erased_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'register_import', 'app': 'portal', 'indexes': [Index(fields=['area_id', 'id'])], 'pk_attr': 'id', 'table_description': 'One file for one estate. `made_by` is a person, or nobody where an operator of the machine brings the file.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ImportFault',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.ForeignKeyField('portal.RegisterImport', source_field='batch_id', db_constraint=True, to_field='id', related_name='problems', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('col', fields.IntField()),
                ('code', fields.CharField(max_length=30)),
                ('said', fields.CharField(default='', max_length=40)),
            ],
            options={'table': 'import_fault', 'app': 'portal', 'indexes': [Index(fields=['batch_id', 'number', 'id'])], 'pk_attr': 'id', 'table_description': 'One problem of one cell, by its code. `col` is the column from 1, and 0 where the whole row is meant.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='StagedRow',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.ForeignKeyField('portal.RegisterImport', source_field='batch_id', db_constraint=True, to_field='id', related_name='staged', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('building', fields.CharField(max_length=20)),
                ('stairwell', fields.CharField(max_length=20)),
                ('door', fields.CharField(max_length=20)),
                ('door_key', fields.CharField(max_length=64)),
                ('floor', fields.IntField()),
                ('kind', fields.CharField(max_length=20)),
                ('size', fields.BigIntField()),
                ('size_source', fields.CharField(max_length=20)),
                ('state', fields.CharField(max_length=20)),
                ('owner_name', fields.CharField(max_length=80)),
                ('owner_kind', fields.CharField(max_length=20)),
                ('owner_number', fields.CharField(max_length=40)),
                ('owner_key', fields.CharField(default='', max_length=160)),
                ('share_num', fields.IntField(null=True)),
                ('share_den', fields.IntField(null=True)),
                ('home_id', fields.IntField(null=True)),
                ('owner_id', fields.IntField(null=True)),
            ],
            options={'table': 'staged_row', 'app': 'portal', 'indexes': [Index(fields=['batch_id', 'door_key']), Index(fields=['batch_id', 'owner_key']), Index(fields=['batch_id', 'home_id']), Index(fields=['batch_id', 'owner_id'])], 'pk_attr': 'id', 'table_description': 'One owner of one home, as a row of the file says. `door_key` tells homes apart, `owner_key` owners.'},
            bases=['Model'],
        ),
        ops.AddIndex(
            model_name='Home',
            index=Index(fields=['estate_id', 'label']),
        ),
        ops.AddField(
            model_name='Owner',
            name='number',
            field=fields.CharField(null=True, max_length=40),
        ),
        ops.AddIndex(
            model_name='Owner',
            index=Index(fields=['estate_id', 'name']),
        ),
        ops.AddConstraint(
            model_name='Owner',
            constraint=UniqueConstraint(fields=('estate_id', 'number'), name=None),
        ),
        ops.AlterModelOptions(
            name='Ownership',
            options={'table': 'ownership', 'app': 'portal', 'indexes': [Index(fields=['home_id']), Index(fields=['owner_id'])], 'pk_attr': 'id', 'table_description': 'Who owns a home, from a day until a day. A share is a fraction, and unknown where the register says none.'},
        ),
        ops.AddField(
            model_name='Ownership',
            name='share_den',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Ownership',
            name='share_num',
            field=fields.IntField(null=True),
        ),
        ops.AddIndex(
            model_name='Ownership',
            index=Index(fields=['home_id']),
        ),
        ops.AddIndex(
            model_name='Ownership',
            index=Index(fields=['owner_id']),
        ),
    ]
