from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0004_coming')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Delivery',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='deliveries', on_delete=OnDelete.RESTRICT)),
                ('home', fields.ForeignKeyField('portal.Home', source_field='home_id', db_constraint=True, to_field='id', related_name='deliveries', on_delete=OnDelete.RESTRICT)),
                ('method', fields.CharField(max_length=10)),
                ('outcome', fields.CharField(max_length=10)),
                ('note', fields.CharField(default='', max_length=100)),
                ('occurred_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('logged_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('by', fields.ForeignKeyField('portal.Person', source_field='by_id', null=True, db_constraint=True, to_field='id', related_name='deliveries', on_delete=OnDelete.RESTRICT)),
                ('struck_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('struck_by', fields.ForeignKeyField('portal.Person', source_field='struck_by_id', null=True, db_constraint=True, to_field='id', related_name='deliveries_struck', on_delete=OnDelete.RESTRICT)),
                ('why_struck', fields.CharField(default='', max_length=100)),
            ],
            options={'table': 'delivery', 'app': 'portal', 'indexes': [Index(fields=['meeting_id', 'home_id'])], 'pk_attr': 'id', 'table_description': 'One attempt to reach a home, and what came of it. Never changed, but struck out with a reason.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DoorHelper',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='door_helpers', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='doors_helped', on_delete=OnDelete.RESTRICT)),
                ('slot', fields.IntField(null=True)),
                ('named_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'door_helper', 'app': 'portal', 'unique_together': (('meeting', 'slot'),), 'pk_attr': 'id', 'table_description': 'Somebody in office whom the convener asked to go from door to door. While they do, `slot` is the person.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DoorLook',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='door_looks', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='door_looks', on_delete=OnDelete.RESTRICT)),
                ('why', fields.CharField(max_length=10)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'door_look', 'app': 'portal', 'indexes': [Index(fields=['meeting_id'])], 'pk_attr': 'id', 'table_description': 'Somebody looked, for a reason, at which doors have not voted yet. Never at how, and never when.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RightHome',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('right', fields.ForeignKeyField('portal.Right', source_field='right_id', db_constraint=True, to_field='id', related_name='homes', on_delete=OnDelete.RESTRICT)),
                ('home', fields.ForeignKeyField('portal.Home', source_field='home_id', db_constraint=True, to_field='id', related_name='rights', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'right_home', 'app': 'portal', 'indexes': [Index(fields=['right_id'])], 'pk_attr': 'id', 'table_description': 'Which homes stand behind a right, frozen with it: whoever is reached in one of them is reached.'},
            bases=['Model'],
        ),
    ]
