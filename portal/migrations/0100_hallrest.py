from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0018_statements')]

    initial = False

    operations = [
        ops.CreateModel(
            name='PlaceFollowing',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='place_followings', on_delete=OnDelete.RESTRICT)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', null=True, db_constraint=True, to_field='id', related_name='place_followings', on_delete=OnDelete.RESTRICT)),
                ('hall', fields.ForeignKeyField('portal.Hall', source_field='hall_id', null=True, db_constraint=True, to_field='id', related_name='place_followings', on_delete=OnDelete.RESTRICT)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'place_following', 'app': 'portal', 'unique_together': (('person', 'area'), ('person', 'hall')), 'indexes': [Index(fields=['area_id']), Index(fields=['hall_id'])], 'pk_attr': 'id', 'table_description': 'That somebody follows a place, with all that lies in it, or a hall: they are told of what is newly raised there.'},
            bases=['Model'],
        ),
    ]
