#!/bin/sh
# What an operator does with SNS and SQS, through the AWS CLI. The credentials and the region come from the environment,
# as the CLI reads it; the endpoint does too, but is given on the command line since the CLI's version 1 wants it so.
set -eu

run=cli-$$-$(date +%s)

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

same() {
  [ "$1" = "$2" ] || fail "'$1' is not '$2'"
}

# The CLI tells an error as: An error occurred (CODE) when calling the ACTION operation: MESSAGE
refused() {
  code=$1
  shift
  said=$(aws --endpoint-url "$AWS_ENDPOINT_URL" "$@" 2>&1) && fail "$code was expected of: $*"
  case $said in *"($code)"*) ;; *) fail "$code was expected of: $*" "$said" ;; esac
}

sns() {
  aws --endpoint-url "$AWS_ENDPOINT_URL" sns --output text "$@"
}

sqs() {
  aws --endpoint-url "$AWS_ENDPOINT_URL" sqs --output text "$@"
}

arn_of() {
  sqs get-queue-attributes --queue-url "$1" --attribute-names QueueArn --query Attributes.QueueArn
}

# --- Queues ---------------------------------------------------------------------------------------------------------

dead_letters=$(sqs create-queue --queue-name "$run-dlq" --query QueueUrl)
dead_letter_arn=$(arn_of "$dead_letters")
queue=$(sqs create-queue --queue-name "$run" --tags team=trains --query QueueUrl \
  --attributes "{\"RedrivePolicy\": \"{\\\"deadLetterTargetArn\\\":\\\"$dead_letter_arn\\\",\\\"maxReceiveCount\\\":3}\"}")
queue_arn=$(arn_of "$queue")
cat >"$WORK/policy.json" <<JSON
{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"$queue_arn\"}]}"}
JSON
sqs set-queue-attributes --queue-url "$queue" --attributes "file://$WORK/policy.json"
same "$(sqs get-queue-url --queue-name "$run" --query QueueUrl)" "$queue"
same "$(sqs list-queues --queue-name-prefix "$run-" --query 'QueueUrls[0]')" "$dead_letters"
same "$(sqs list-queue-tags --queue-url "$queue" --query Tags.team)" trains
same "$(sqs list-dead-letter-source-queues --queue-url "$dead_letters" --query 'queueUrls[0]')" "$queue"
refused InvalidAttributeValue sqs create-queue --queue-name "$run-bad" --attributes DelaySeconds=901
refused AWS.SimpleQueueService.NonExistentQueue sqs get-queue-url --queue-name "$run-missing"

# --- Topics and subscriptions ---------------------------------------------------------------------------------------

topic=$(sns create-topic --name "$run" --tags Key=team,Value=trains --query TopicArn)
sns set-topic-attributes --topic-arn "$topic" --attribute-name DisplayName --attribute-value Trains
same "$(sns get-topic-attributes --topic-arn "$topic" --query Attributes.DisplayName)" Trains
same "$(sns list-tags-for-resource --resource-arn "$topic" --query 'Tags[0].Value')" trains
[ "$(sns list-topics --query 'length(Topics)' | awk '{ sum += $1 } END { print sum }')" -gt 100 ] ||
  fail 'a second page of topics is missing'
subscription=$(sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint "$queue_arn" \
  --attributes '{"RawMessageDelivery": "true", "FilterPolicy": "{\"kind\":[\"train\"]}"}' \
  --return-subscription-arn --query SubscriptionArn)
same "$(sns get-subscription-attributes --subscription-arn "$subscription" --query Attributes.RawMessageDelivery)" true
same "$(sns list-subscriptions-by-topic --topic-arn "$topic" --query 'Subscriptions[0].SubscriptionArn')" "$subscription"

sns publish --topic-arn "$topic" --message 'a train' --query MessageId \
  --message-attributes '{"kind": {"DataType": "String", "StringValue": "train"}}' >/dev/null
receipt=$(sqs receive-message --queue-url "$queue" --wait-time-seconds 10 --message-attribute-names All \
  --query 'Messages[?Body==`a train`].ReceiptHandle')
sqs change-message-visibility --queue-url "$queue" --receipt-handle "$receipt" --visibility-timeout 60
sqs delete-message --queue-url "$queue" --receipt-handle "$receipt"
same "$(sns publish-batch --topic-arn "$topic" --query 'length(Successful)' \
  --publish-batch-request-entries Id=one,Message=one Id=two,Message=two)" 2
same "$(sqs send-message-batch --queue-url "$queue" --entries Id=a,MessageBody=a Id=b,MessageBody=b \
  --query 'length(Successful)')" 2
same "$(sqs delete-message-batch --queue-url "$queue" --entries Id=none,ReceiptHandle=none --query 'Failed[0].Id')" none

refused NotFound sns publish --topic-arn "$topic-missing" --message a
refused InvalidParameter sns create-topic --name 'a b'
refused InvalidParameter sns subscribe --topic-arn "$topic" --protocol pigeon --notification-endpoint coo
refused ResourceNotFound sns list-tags-for-resource --resource-arn "$topic-missing"
refused MissingParameter sqs send-message --queue-url "$queue" --message-body ''

# --- Moving dead letters back ---------------------------------------------------------------------------------------

sqs send-message --queue-url "$dead_letters" --message-body letter >/dev/null
sqs start-message-move-task --source-arn "$dead_letter_arn" >/dev/null
same "$(sqs list-message-move-tasks --source-arn "$dead_letter_arn" --query 'Results[0].SourceArn')" "$dead_letter_arn"
refused InvalidParameterValue sqs start-message-move-task --source-arn "$queue_arn"

# --- The end --------------------------------------------------------------------------------------------------------

sns unsubscribe --subscription-arn "$subscription"
sns delete-topic --topic-arn "$topic"
sqs delete-queue --queue-url "$queue"
sqs delete-queue --queue-url "$dead_letters"
echo done
