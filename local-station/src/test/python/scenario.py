"""What an application does with SNS and SQS, through boto3.

The endpoint, the credentials and the region come from the environment, as boto3 reads it.
"""

import json
import uuid

import boto3
from botocore.exceptions import ClientError

RUN = "boto3-" + uuid.uuid4().hex[:8]

sns = boto3.client("sns")
sqs = boto3.client("sqs")


def refused(code, call, **parameters):
    """Expects the error that AWS has for a mistake."""
    try:
        call(**parameters)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e.response
        assert e.response["Error"]["Message"], e.response
        assert e.response["ResponseMetadata"]["RequestId"], e.response
    else:
        raise AssertionError(f"{code} was expected of {parameters}")


def arn_of(url):
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def open_to_sns(url):
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn_of(url),
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})


def receive(url, **options):
    return sqs.receive_message(
        QueueUrl=url,
        WaitTimeSeconds=10,
        MessageAttributeNames=["All"],
        MessageSystemAttributeNames=["All"],
        **options,
    ).get("Messages", [])


# --- Queues ---------------------------------------------------------------------------------------------------------

dead_letters = sqs.create_queue(QueueName=RUN + "-dlq", tags={"team": "trains"})["QueueUrl"]
redrive = json.dumps({"deadLetterTargetArn": arn_of(dead_letters), "maxReceiveCount": 3})
queue = sqs.create_queue(QueueName=RUN, Attributes={"RedrivePolicy": redrive, "VisibilityTimeout": "20"})["QueueUrl"]
open_to_sns(queue)
open_to_sns(dead_letters)

assert sqs.get_queue_url(QueueName=RUN)["QueueUrl"] == queue
attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
assert attributes["VisibilityTimeout"] == "20" and attributes["RedrivePolicy"] == redrive, attributes
assert RUN in sqs.list_queues(QueueNamePrefix=RUN)["QueueUrls"][0]
assert sqs.list_dead_letter_source_queues(QueueUrl=dead_letters)["queueUrls"] == [queue]

sqs.tag_queue(QueueUrl=queue, Tags={"team": "trains", "stage": "test"})
sqs.untag_queue(QueueUrl=queue, TagKeys=["stage"])
assert sqs.list_queue_tags(QueueUrl=queue)["Tags"] == {"team": "trains"}

sqs.add_permission(QueueUrl=queue, Label="friends", AWSAccountIds=["123456789012"], Actions=["SendMessage"])
sqs.remove_permission(QueueUrl=queue, Label="friends")

refused("QueueAlreadyExists", sqs.create_queue, QueueName=RUN, Attributes={"VisibilityTimeout": "21"})
refused("InvalidAttributeName", sqs.create_queue, QueueName=RUN + "-bad", Attributes={"Nonsense": "1"})
refused("InvalidAttributeValue", sqs.create_queue, QueueName=RUN + "-bad", Attributes={"DelaySeconds": "901"})
refused("InvalidParameterValue", sqs.create_queue, QueueName="a b")
refused("AWS.SimpleQueueService.NonExistentQueue", sqs.get_queue_url, QueueName=RUN + "-missing")

# --- Messages -------------------------------------------------------------------------------------------------------

sent = sqs.send_message(
    QueueUrl=queue,
    MessageBody="hällo <&>",
    MessageAttributes={
        "text": {"DataType": "String", "StringValue": "a"},
        "count": {"DataType": "Number", "StringValue": "7"},
        "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
    },
)
message = receive(queue)[0]
assert message["MessageId"] == sent["MessageId"] and message["Body"] == "hällo <&>", message
assert message["MessageAttributes"]["bytes"]["BinaryValue"] == b"\x00\xff", message
assert message["Attributes"]["ApproximateReceiveCount"] == "1", message
sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
message = receive(queue)[0]
assert message["Attributes"]["ApproximateReceiveCount"] == "2", message
sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])

batch = sqs.send_message_batch(
    QueueUrl=queue, Entries=[{"Id": str(i), "MessageBody": f"message {i}"} for i in range(3)]
)
assert len(batch["Successful"]) == 3 and "Failed" not in batch, batch
messages = []
while len(messages) < 3:
    messages += receive(queue, MaxNumberOfMessages=10)
handles = [{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(messages)]
changed = sqs.change_message_visibility_batch(
    QueueUrl=queue, Entries=[{**handles[0], "VisibilityTimeout": 30}, {**handles[1], "VisibilityTimeout": 60}]
)
assert len(changed["Successful"]) == 2, changed
deleted = sqs.delete_message_batch(
    QueueUrl=queue, Entries=handles + [{"Id": "none", "ReceiptHandle": "no receipt handle"}]
)
assert len(deleted["Successful"]) == 3 and deleted["Failed"][0]["Id"] == "none", deleted

refused("MissingParameter", sqs.send_message, QueueUrl=queue, MessageBody="")
refused("AWS.SimpleQueueService.NonExistentQueue", sqs.send_message, QueueUrl=queue + "-missing", MessageBody="a")
refused("ReceiptHandleIsInvalid", sqs.delete_message, QueueUrl=queue, ReceiptHandle="no receipt handle")
refused("InvalidParameterValue", sqs.receive_message, QueueUrl=queue, MaxNumberOfMessages=11)
entry = {"Id": "same", "MessageBody": "a"}
refused("AWS.SimpleQueueService.BatchEntryIdsNotDistinct", sqs.send_message_batch, QueueUrl=queue, Entries=[entry] * 2)
refused("AWS.SimpleQueueService.EmptyBatchRequest", sqs.send_message_batch, QueueUrl=queue, Entries=[])
eleven = [{"Id": str(i), "MessageBody": "a"} for i in range(11)]
refused("AWS.SimpleQueueService.TooManyEntriesInBatchRequest", sqs.send_message_batch, QueueUrl=queue, Entries=eleven)
refused(
    "AWS.SimpleQueueService.InvalidBatchEntryId",
    sqs.send_message_batch,
    QueueUrl=queue,
    Entries=[{"Id": "a b", "MessageBody": "a"}],
)

# --- Moving dead letters back ---------------------------------------------------------------------------------------

for i in range(3):
    sqs.send_message(QueueUrl=dead_letters, MessageBody=f"letter {i}")
source = arn_of(dead_letters)
task = sqs.start_message_move_task(SourceArn=source, DestinationArn=arn_of(queue), MaxNumberOfMessagesPerSecond=1)
running = sqs.list_message_move_tasks(SourceArn=source)["Results"][0]
assert running["Status"] == "RUNNING" and running["SourceArn"] == source, running
sqs.cancel_message_move_task(TaskHandle=task["TaskHandle"])
refused("InvalidParameterValue", sqs.start_message_move_task, SourceArn=arn_of(queue))
refused("ResourceNotFoundException", sqs.start_message_move_task, SourceArn=source + "-missing")
sqs.purge_queue(QueueUrl=queue)
refused("AWS.SimpleQueueService.PurgeQueueInProgress", sqs.purge_queue, QueueUrl=queue)

# --- Topics and subscriptions ---------------------------------------------------------------------------------------

topic = sns.create_topic(Name=RUN, Attributes={"DisplayName": "Trains"}, Tags=[{"Key": "team", "Value": "trains"}])
topic = topic["TopicArn"]
sns.set_topic_attributes(TopicArn=topic, AttributeName="SignatureVersion", AttributeValue="2")
attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
assert attributes["DisplayName"] == "Trains" and attributes["SignatureVersion"] == "2", attributes
sns.tag_resource(ResourceArn=topic, Tags=[{"Key": "stage", "Value": "test"}])
sns.untag_resource(ResourceArn=topic, TagKeys=["stage"])
assert sns.list_tags_for_resource(ResourceArn=topic)["Tags"] == [{"Key": "team", "Value": "trains"}]
sns.add_permission(TopicArn=topic, Label="friends", AWSAccountId=["123456789012"], ActionName=["Publish"])
sns.remove_permission(TopicArn=topic, Label="friends")
protection = json.dumps({"Name": "none", "Version": "2021-06-01", "Statement": []})
sns.put_data_protection_policy(ResourceArn=topic, DataProtectionPolicy=protection)
assert sns.get_data_protection_policy(ResourceArn=topic)["DataProtectionPolicy"] == protection
pages = list(sns.get_paginator("list_topics").paginate())
assert len(pages) > 1 and topic in [t["TopicArn"] for page in pages for t in page["Topics"]]

inbox = sqs.create_queue(QueueName=RUN + "-inbox")["QueueUrl"]
open_to_sns(inbox)
subscription = sns.subscribe(
    TopicArn=topic,
    Protocol="sqs",
    Endpoint=arn_of(inbox),
    Attributes={
        "RawMessageDelivery": "true",
        "FilterPolicy": json.dumps({"kind": ["train"]}),
        "RedrivePolicy": json.dumps({"deadLetterTargetArn": source}),
    },
    ReturnSubscriptionArn=True,
)["SubscriptionArn"]
attributes = sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"]
assert attributes["RawMessageDelivery"] == "true" and attributes["PendingConfirmation"] == "false", attributes
listed = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
assert [s["SubscriptionArn"] for s in listed] == [subscription], listed
assert subscription in [s["SubscriptionArn"] for s in sns.list_subscriptions()["Subscriptions"]]


def kind(value):
    return {"kind": {"DataType": "String", "StringValue": value}}


sns.publish(TopicArn=topic, Message="a ship", MessageAttributes=kind("ship"))
published = sns.publish(TopicArn=topic, Message="a train", Subject="Trains", MessageAttributes=kind("train"))
assert published["MessageId"]
delivered = receive(inbox)[0]
assert delivered["Body"] == "a train", delivered
assert delivered["MessageAttributes"]["kind"]["StringValue"] == "train", delivered
sqs.delete_message(QueueUrl=inbox, ReceiptHandle=delivered["ReceiptHandle"])

sns.set_subscription_attributes(
    SubscriptionArn=subscription, AttributeName="RawMessageDelivery", AttributeValue="false"
)
batch = sns.publish_batch(
    TopicArn=topic,
    PublishBatchRequestEntries=[
        {"Id": "one", "Message": "one", "MessageAttributes": kind("train")},
        {"Id": "two", "Message": "two", "MessageAttributes": kind("ship")},
    ],
)
assert [entry["Id"] for entry in batch["Successful"]] == ["one", "two"] and not batch["Failed"], batch
envelope = json.loads(receive(inbox)[0]["Body"])
assert envelope["Message"] == "one" and envelope["TopicArn"] == topic, envelope

pending = sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="somebody@example.com")["SubscriptionArn"]
assert pending == "pending confirmation", pending
refused("InvalidParameter", sns.confirm_subscription, TopicArn=topic, Token="0" * 64)

refused("InvalidAction", sns.list_platform_applications)

missing = topic + "-missing"
refused("NotFound", sns.publish, TopicArn=missing, Message="a")
refused("NotFound", sns.get_topic_attributes, TopicArn=missing)
refused("NotFound", sns.get_subscription_attributes, SubscriptionArn=missing + ":" + str(uuid.uuid4()))
refused("ResourceNotFound", sns.list_tags_for_resource, ResourceArn=missing)
refused("InvalidParameter", sns.create_topic, Name="a b")
refused("InvalidParameter", sns.publish, TopicArn="nonsense", Message="a")
refused("InvalidParameter", sns.publish, TopicArn=topic, Message="")
refused("InvalidParameter", sns.subscribe, TopicArn=topic, Protocol="pigeon", Endpoint="coo")
refused(
    "ParameterValueInvalid",
    sns.publish,
    TopicArn=topic,
    Message="a",
    MessageAttributes={"a": {"DataType": "String", "StringValue": ""}},
)
refused("EmptyBatchRequest", sns.publish_batch, TopicArn=topic, PublishBatchRequestEntries=[])
same = [{"Id": "same", "Message": "a"}] * 2
refused("BatchEntryIdsNotDistinct", sns.publish_batch, TopicArn=topic, PublishBatchRequestEntries=same)

# --- First in, first out --------------------------------------------------------------------------------------------

fifo = sns.create_topic(Name=RUN + ".fifo", Attributes={"FifoTopic": "true", "ContentBasedDeduplication": "true"})
fifo = fifo["TopicArn"]
ordered = sqs.create_queue(QueueName=RUN + ".fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
open_to_sns(ordered)
sns.subscribe(TopicArn=fifo, Protocol="sqs", Endpoint=arn_of(ordered), Attributes={"RawMessageDelivery": "true"})
first = sns.publish(TopicArn=fifo, Message="first", MessageGroupId="group")
again = sns.publish(TopicArn=fifo, Message="first", MessageGroupId="group")
assert first["SequenceNumber"] == again["SequenceNumber"] and first["MessageId"] == again["MessageId"], again
delivered = receive(ordered)[0]
assert delivered["Attributes"]["MessageGroupId"] == "group" and delivered["Attributes"]["SequenceNumber"], delivered
sent = sqs.send_message(QueueUrl=ordered, MessageBody="b", MessageGroupId="group", MessageDeduplicationId="b")
assert sent["SequenceNumber"], sent
refused("MissingParameter", sqs.send_message, QueueUrl=ordered, MessageBody="a", MessageDeduplicationId="a")
refused("InvalidParameter", sns.publish, TopicArn=fifo, Message="a")

# --- The end --------------------------------------------------------------------------------------------------------

sns.unsubscribe(SubscriptionArn=subscription)
sns.delete_topic(TopicArn=topic)
sns.delete_topic(TopicArn=fifo)
for url in (queue, dead_letters, inbox, ordered):
    sqs.delete_queue(QueueUrl=url)
print("done")
