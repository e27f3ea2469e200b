from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0011_the_way_of_a_matter')]

    initial = False

    operations = [
        ops.CreateModel(
            name='RecordedVoice',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.CharField(db_index=True, max_length=22)),
                ('kind', fields.CharField(max_length=10)),
                ('consent', fields.CharField(max_length=10)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='recorded_voices', on_delete=OnDelete.RESTRICT)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', null=True, db_constraint=True, to_field='id', related_name='recorded_voices', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=20)),
                ('title', fields.CharField(default='', max_length=80)),
                ('body', fields.TextField(default='', unique=False)),
                ('category', fields.CharField(default='other', max_length=20)),
                ('stance', fields.CharField(default='', max_length=10)),
                ('urgent', fields.BooleanField(default=False)),
                ('collected_by', fields.ForeignKeyField('portal.Person', source_field='collected_by_id', db_constraint=True, to_field='id', related_name='collected', on_delete=OnDelete.RESTRICT)),
                ('collected_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('witness', fields.ForeignKeyField('portal.Person', source_field='witness_id', null=True, db_constraint=True, to_field='id', related_name='witnessed', on_delete=OnDelete.RESTRICT)),
                ('witnessed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('voice', fields.ForeignKeyField('portal.Person', source_field='voice_id', null=True, db_constraint=True, to_field='id', related_name='recorded_voices', on_delete=OnDelete.RESTRICT)),
                ('post_id', fields.IntField(null=True)),
                ('slip', fields.CharField(unique=True, max_length=64)),
                ('claimed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('withdrawn_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'recorded_voice', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'One voice, not counted before it is witnessed. Voices of one pasted chat share their `batch`.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Matter',
            name='recorded',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='Post',
            name='recorded',
            field=fields.BooleanField(default=False, db_default=False),
        ),
    ]
