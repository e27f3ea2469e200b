from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0011_the_way_of_a_matter')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Review',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='reviews', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=20)),
                ('thing_id', fields.IntField()),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='reviews', on_delete=OnDelete.RESTRICT)),
                ('origin', fields.CharField(max_length=10)),
                ('codes', fields.CharField(default='', max_length=120)),
                ('complaints', fields.IntField(default=0)),
                ('was_shown', fields.BooleanField()),
                ('opened_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', UtcDatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ('slot', fields.CharField(null=True, unique=True, max_length=40)),
                ('outcome', fields.CharField(default='', max_length=10)),
                ('decided_by', fields.ForeignKeyField('portal.Person', source_field='decided_by_id', null=True, db_constraint=True, to_field='id', related_name='reviewed', on_delete=OnDelete.RESTRICT)),
                ('decided_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reason_code', fields.CharField(default='', max_length=30)),
                ('reason', fields.TextField(default='', unique=False)),
                ('appeal', fields.TextField(default='', unique=False)),
                ('appealed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('heard_by', fields.ForeignKeyField('portal.Person', source_field='heard_by_id', null=True, db_constraint=True, to_field='id', related_name='heard', on_delete=OnDelete.RESTRICT)),
                ('heard_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('hearing', fields.TextField(default='', unique=False)),
                ('restored_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'review', 'app': 'portal', 'indexes': [Index(fields=['kind', 'thing_id']), Index(fields=['opened_at']), Index(fields=['decided_at']), Index(fields=['restored_at'])], 'pk_attr': 'id', 'table_description': 'One look at what somebody said (`kind` and `thing_id`), what it came to, and the one appeal against it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Complaint',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('review', fields.ForeignKeyField('portal.Review', source_field='review_id', db_constraint=True, to_field='id', related_name='complained', on_delete=OnDelete.RESTRICT)),
                ('thing', fields.CharField(max_length=40)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='complaints', on_delete=OnDelete.RESTRICT)),
                ('reason_code', fields.CharField(max_length=30)),
                ('words', fields.TextField(default='', unique=False)),
                ('at', UtcDatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'complaint', 'app': 'portal', 'unique_together': (('thing', 'person'),), 'pk_attr': 'id', 'table_description': '举报: one person says, once, that something should not stand there. Who it was is told to nobody but staff.'},
            bases=['Model'],
        ),
    ]
