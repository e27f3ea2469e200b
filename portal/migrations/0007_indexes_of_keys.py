from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0006_lawful')]

    initial = False

    operations = [
        ops.AddIndex(
            model_name='ActionItem',
            index=Index(fields=['meeting_id']),
        ),
        ops.AddIndex(
            model_name='Appointment',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='Ballot',
            index=Index(fields=['right_id']),
        ),
        ops.AddIndex(
            model_name='Claim',
            index=Index(fields=['unit_id']),
        ),
        ops.AddIndex(
            model_name='Contact',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='Holding',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='Holding',
            index=Index(fields=['owner_id']),
        ),
        ops.AddIndex(
            model_name='Home',
            index=Index(fields=['building_id']),
        ),
        ops.AddIndex(
            model_name='Matter',
            index=Index(fields=['raised_by_id']),
        ),
        ops.AddIndex(
            model_name='Membership',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='Motion',
            index=Index(fields=['meeting_id']),
        ),
        ops.AddIndex(
            model_name='Proxy',
            index=Index(fields=['holder_id']),
        ),
        ops.AddIndex(
            model_name='Report',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='Residency',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='Residency',
            index=Index(fields=['home_id']),
        ),
        ops.AddIndex(
            model_name='RightHolder',
            index=Index(fields=['right_id']),
        ),
        ops.AddIndex(
            model_name='Session',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='Shift',
            index=Index(fields=['activity_id']),
        ),
        ops.AddIndex(
            model_name='SignUp',
            index=Index(fields=['person_id']),
        ),
    ]
