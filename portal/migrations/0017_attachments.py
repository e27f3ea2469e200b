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
            name='Attachment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='attachments', on_delete=OnDelete.RESTRICT)),
                ('post', fields.ForeignKeyField('portal.Post', source_field='post_id', null=True, db_constraint=True, to_field='id', related_name='attachments', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='attachments', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=10)),
                ('type', fields.CharField(max_length=30)),
                ('width', fields.IntField(default=0)),
                ('height', fields.IntField(default=0)),
                ('milliseconds', fields.IntField(default=0)),
                ('bytes', fields.IntField()),
                ('sha256', fields.CharField(max_length=64)),
                ('state', fields.CharField(db_index=True, max_length=10)),
                ('brought_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('heard_by', fields.ForeignKeyField('portal.Person', source_field='heard_by_id', null=True, db_constraint=True, to_field='id', related_name='heard', on_delete=OnDelete.RESTRICT)),
                ('heard_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('words', fields.TextField(default='', unique=False)),
                ('reason', fields.CharField(default='', max_length=20)),
            ],
            options={'table': 'attachment', 'app': 'portal', 'indexes': [Index(fields=['matter_id', 'id'])], 'pk_attr': 'id', 'table_description': 'A photo or a voice note of a matter, and of one post in it where `post` is given.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AttachmentFile',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('attachment', fields.ForeignKeyField('portal.Attachment', source_field='attachment_id', db_constraint=True, to_field='id', related_name='files', on_delete=OnDelete.RESTRICT)),
                ('variant', fields.CharField(max_length=12)),
                ('type', fields.CharField(max_length=30)),
                ('data', fields.BinaryField()),
            ],
            options={'table': 'attachment_file', 'app': 'portal', 'unique_together': (('attachment', 'variant'),), 'pk_attr': 'id', 'table_description': 'The bytes of one variant of an attachment, such as small.webp.'},
            bases=['Model'],
        ),
    ]
