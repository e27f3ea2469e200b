from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0010_register_import')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Hall',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('name', fields.CharField(max_length=40)),
                ('motto', fields.CharField(default='', max_length=80)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='halls', on_delete=OnDelete.RESTRICT)),
                ('hosts', fields.CharField(default='', max_length=80)),
                ('hours', fields.CharField(default='', max_length=120)),
                ('room', fields.CharField(default='', max_length=80)),
                ('opened_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('closed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'hall', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'A named space where neighbours deliberate, such as 百言堂: hosts, hours and a page of its own.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Passage',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='passages', on_delete=OnDelete.RESTRICT)),
                ('deed', fields.CharField(max_length=30)),
                ('from_state', fields.CharField(max_length=20)),
                ('to_state', fields.CharField(max_length=20)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='passages', on_delete=OnDelete.RESTRICT)),
                ('reason_code', fields.CharField(default='', max_length=30)),
                ('reason', fields.TextField(default='', unique=False)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'passage', 'app': 'portal', 'indexes': [Index(fields=['matter_id', 'id'])], 'pk_attr': 'id', 'table_description': 'One step of a matter from a state to the next, by which deed (`rules.lifecycle`), by whom and why.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Matter',
            name='due_at',
            field=UtcDatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Matter',
            name='due_for',
            field=fields.CharField(default='', db_default='', max_length=20),
        ),
        ops.AddField(
            model_name='Matter',
            name='hall',
            field=fields.ForeignKeyField('portal.Hall', source_field='hall_id', null=True, db_constraint=True, to_field='id', related_name='matters', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Matter',
            name='merged_into',
            field=fields.ForeignKeyField('portal.Matter', source_field='merged_into_id', null=True, db_constraint=True, to_field='id', related_name='merged', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Matter',
            name='shown',
            field=fields.CharField(default='shown', db_default='shown', max_length=10),
        ),
        ops.AddField(
            model_name='Matter',
            name='state',
            field=fields.CharField(default='triage', db_index=True, db_default='triage', max_length=20),
        ),
        ops.AddField(
            model_name='Matter',
            name='suspended_from',
            field=fields.CharField(default='', db_default='', max_length=20),
        ),
        ops.AddField(
            model_name='Matter',
            name='track',
            field=fields.CharField(default='', db_default='', max_length=10),
        ),
        ops.AddField(
            model_name='Post',
            name='edited_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Post',
            name='parent',
            field=fields.ForeignKeyField('portal.Post', source_field='parent_id', null=True, db_constraint=True, to_field='id', related_name='replies', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Post',
            name='shown',
            field=fields.CharField(default='shown', db_default='shown', max_length=10),
        ),
        ops.AddField(
            model_name='Post',
            name='version',
            field=fields.IntField(default=1, db_default=1),
        ),
        # Where a matter is on its way was known by its fifth only.
        ops.RunSQL(
            "UPDATE matter SET state = CASE stage WHEN 'raise' THEN 'seconding' WHEN 'discuss' THEN 'deliberating' "
            "WHEN 'decide' THEN 'scheduled' WHEN 'do' THEN 'implementing' ELSE 'done' END, "
            "track = CASE WHEN is_urgent THEN 'instant' ELSE 'in_depth' END",
            ops.RunSQL.noop,
        ),
    ]
