from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0004_consents_and_looks')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AreaSpell',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='spells', on_delete=OnDelete.RESTRICT)),
                ('above_id', fields.IntField(null=True)),
                ('name', fields.CharField(max_length=80)),
                ('path', fields.CharField(max_length=200)),
                ('since', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('until', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('why', fields.CharField(default='', db_default='', max_length=200)),
                ('by_id', fields.IntField(null=True)),
            ],
            options={'table': 'area_spell', 'app': 'portal', 'indexes': [Index(fields=['area_id', 'until'])], 'pk_attr': 'id', 'table_description': 'Where an area stood and what it was called, for a time. Written when it is made and at every change, never changed'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AreaSuccession',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('of', fields.ForeignKeyField('portal.Area', source_field='of_id', db_constraint=True, to_field='id', related_name='successors', on_delete=OnDelete.RESTRICT)),
                ('into', fields.ForeignKeyField('portal.Area', source_field='into_id', db_constraint=True, to_field='id', related_name='predecessors', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=10)),
                ('why', fields.CharField(max_length=200)),
                ('by_id', fields.IntField(null=True)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'area_succession', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'One area came out of another: `split`, or went into it: `merge`.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Facility',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('estate', fields.ForeignKeyField('portal.Area', source_field='estate_id', db_constraint=True, to_field='id', related_name='facilities', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=20)),
                ('name', fields.CharField(max_length=30)),
                ('place', fields.CharField(max_length=60)),
                ('added_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('removed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'facility', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'Something of use to everybody in an estate, and where it is. About things, never about persons.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='HomeMove',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('home', fields.ForeignKeyField('portal.Home', source_field='home_id', db_constraint=True, to_field='id', related_name='moves', on_delete=OnDelete.RESTRICT)),
                ('from_area_id', fields.IntField()),
                ('into_area_id', fields.IntField()),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'home_move', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'A home came to lie in another building or stairwell, because these were split or merged. Never changed.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RollInspection',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='roll_inspections', on_delete=OnDelete.RESTRICT)),
                ('opened_by', fields.ForeignKeyField('portal.Person', source_field='opened_by_id', db_constraint=True, to_field='id', related_name='roll_inspections', on_delete=OnDelete.RESTRICT)),
                ('opened_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('until', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'roll_inspection', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'The roll of an area lies open to those on it, before a formal vote, for a time.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RollObjection',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('inspection', fields.ForeignKeyField('portal.RollInspection', source_field='inspection_id', db_constraint=True, to_field='id', related_name='objections', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='roll_objections', on_delete=OnDelete.RESTRICT)),
                ('home', fields.ForeignKeyField('portal.Home', source_field='home_id', null=True, db_constraint=True, to_field='id', related_name='roll_objections', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=10)),
                ('text', fields.CharField(max_length=300)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('slot', fields.CharField(null=True, max_length=30)),
                ('upheld', fields.BooleanField(null=True)),
                ('answer', fields.CharField(default='', max_length=300)),
                ('answered_by_id', fields.IntField(null=True)),
                ('answered_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'roll_objection', 'app': 'portal', 'unique_together': (('inspection', 'slot'),), 'indexes': [Index(fields=['inspection_id', 'answered_at'])], 'pk_attr': 'id', 'table_description': 'Somebody says that the roll is wrong, and the community answers. While it waits its `slot` says whose it is and'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Area',
            name='ended_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Area',
            name='phone',
            field=fields.CharField(default='', db_default='', max_length=20),
        ),
        ops.AddField(
            model_name='Area',
            name='since',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        # What is there already has stood where it stands since before the portal.
        ops.RunSQL(
            "INSERT INTO area_spell (area_id, above_id, name, path) SELECT id, parent_id, name, path FROM area",
            ops.RunSQL.noop,
        ),
    ]
