#!/usr/bin/env bash
# Walks through the life of a contact: an agent accepts a chat and transfers it, the disconnect flow asks the customer for
# feedback, the chat ends, and the customer resumes it. docs/walkthrough.md explains the steps.
#
#   RECONTACT_SEED=docs/examples/seed ./mvnw spring-boot:run     # in one terminal
#   docs/walkthrough.sh                                           # in another
#
# Needs bash, curl 7.75 or later, and jq. Works in the shop that docs/examples/seed declares, as its two agents.
set -euo pipefail

config=${AWS_CONFIG_FILE:-data/aws-config}
patience=60 # seconds to wait for anything that the service does on its own

# The ids of docs/examples/seed/shop.yaml.
instance=0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a01
flow=0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a02
a1=0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a03
a2=0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a04

contact= # the contact that has begun last
offline= # the agent status of both agents at the end
step='Read the configuration'

step() {
  step=$1
  printf '\n== %s\n' "$step"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Names the step that failed, below the reason. Ends its chat and makes its agents go offline.
finish() {
  local status=$?
  trap - EXIT
  if ((status != 0)); then
    printf 'The walk-through failed in step "%s"\n' "$step" >&2
    [[ -z $contact ]] || (stop "$contact") >/dev/null 2>&1 || true
  fi
  if [[ -n $offline ]] && ! (set_status "$a1" "$offline" && set_status "$a2" "$offline") >/dev/null 2>&1; then
    printf 'The agents could not be made offline\n' >&2
  fi
  exit "$status"
}
trap finish EXIT

# A setting of the section [default] of the AWS config file.
setting() {
  sed -n "/^\[default\]/,/^\[/s/^$1 *= *//p" "$config"
}

# send OPTIONS METHOD PATH [BODY] prints the body of the answer. Curl reads its options from standard input, because other
# users of the machine can see a command line, and these options contain keys and tokens.
send() {
  local answer status data=
  [[ -z ${4-} ]] || data="data-raw = $(jq -c tojson <<<"$4")"
  answer=$(
    curl --config - <<OPTIONS
$1
$data
request = "$2"
url = "$endpoint$3"
header = "Content-Type: application/json"
max-time = 60
silent
show-error
write-out = "\n%{http_code}"
OPTIONS
  ) || fail "$2 $3: no answer from $endpoint"
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  [[ $status == 200 ]] || fail "$2 $3: HTTP status $status: $answer"
  printf '%s\n' "$answer"
}

# connect METHOD PATH [BODY] calls an operation of the Connect API or of the agent API, signed.
connect() {
  send "$signature" "$@"
}

# agent USER METHOD ACTION [BODY] calls the agent API for one agent.
agent() {
  connect "$2" "/agent/v1/instances/$instance/agents/$1/$3" "${@:4}"
}

# participant TOKEN METHOD PATH [BODY] calls an operation of the participant service.
participant() {
  send "header = \"X-Amz-Bearer: $1\"" "${@:2}"
}

# connection_of PARTICIPANT_TOKEN connects the participant to the chat and prints the connection token.
connection_of() {
  participant "$1" POST /participant/connection '{"Type": ["CONNECTION_CREDENTIALS"], "ConnectParticipant": true}' |
    jq -er .ConnectionCredentials.ConnectionToken
}

# say CONNECTION_TOKEN TEXT
say() {
  participant "$1" POST /participant/message \
    "$(jq -n --arg text "$2" '{ContentType: "text/plain", Content: $text}')" >/dev/null
}

# await WHAT CONDITION COMMAND... repeats a command until the jq condition holds for its answer, and prints the answer.
await() {
  local answer deadline=$((SECONDS + patience))
  while true; do
    answer=$("${@:3}") || exit
    [[ $(jq "$2" <<<"$answer") != true ]] || break
    ((SECONDS < deadline)) || fail "$1: not within $patience seconds"
    sleep 0.2
  done
  printf '%s\n' "$answer"
}

# transcript CONNECTION_TOKEN [NEXT_TOKEN] prints a page of the transcript: the newest one, or the one before.
transcript() {
  participant "$1" POST /participant/transcript "$(
    jq -n --arg next "${2-}" '{ScanDirection: "BACKWARD", SortOrder: "ASCENDING", MaxResults: 100} +
      if $next == "" then {} else {NextToken: $next} end'
  )"
}

# start_chat [MEMBERS] prints the answer of StartChatContact; MEMBERS is a JSON object of further members.
start_chat() {
  connect PUT /contact/chat "$(
    jq -n --arg instance "$instance" --arg flow "$flow" --argjson members "${1:-null}" \
      '{InstanceId: $instance, ContactFlowId: $flow, ParticipantDetails: {DisplayName: "Ada"}} + $members'
  )"
}

# stop CONTACT ends a contact.
stop() {
  connect POST /contact/stop "{\"InstanceId\": \"$instance\", \"ContactId\": \"$1\"}"
}

# set_status USER STATUS sets the status of an agent. Routing offers contacts to agents who are Available.
set_status() {
  connect PUT "/users/$instance/$1/status" "{\"AgentStatusId\": \"$2\"}" >/dev/null
}

# status_named NAME prints the id of an agent status.
status_named() {
  jq -er --arg name "$1" '.AgentStatusSummaryList[] | select(.Name == $name).Id' <<<"$statuses"
}

# accept USER CONTACT waits until the contact is offered to the agent, accepts it and prints the agent's connection token.
accept() {
  local accepted
  await "An offer of contact $2 to agent $1" "any(.Offers[]; .ContactId == \"$2\")" \
    agent "$1" GET 'offers?wait=20' >/dev/null || exit
  accepted=$(agent "$1" POST "contacts/$2/accept") || exit
  connection_of "$(jq -er .ParticipantToken <<<"$accepted")"
}

for tool in curl jq; do
  command -v "$tool" >/dev/null || fail "$tool is not installed"
done
[[ -r $config ]] || fail "$config cannot be read: set AWS_CONFIG_FILE to the config file that the service has written"
endpoint=${AWS_ENDPOINT_URL:-$(setting endpoint_url)}
[[ -n $endpoint ]] || fail "$config has no endpoint_url"
signature="aws-sigv4 = \"aws:amz:$(setting region):connect\"
user = $(printf '%s:%s' "$(setting aws_access_key_id)" "$(setting aws_secret_access_key)" | jq -R .)"

step 'Make the first agent available (ListAgentStatuses, PutUserStatus)'
statuses=$(connect GET "/agent-status/$instance") ||
  fail 'Is the service running with --recontact.seed=docs/examples/seed?'
available=$(status_named Available)
offline=$(status_named Offline)
set_status "$a1" "$available"
echo "Agent $a1"

step 'Start a chat, which its flow puts into a queue (StartChatContact)'
chat=$(start_chat)
c1=$(jq -er .ContactId <<<"$chat")
contact=$c1
customer=$(connection_of "$(jq -er .ParticipantToken <<<"$chat")")
echo "Contact $c1"

step 'Accept the chat as the first agent (agent API)'
first=$(accept "$a1" "$c1")
say "$first" 'I am the first agent'
say "$customer" 'My parcel is lost'

step 'Transfer the chat to the second agent (agent API)'
set_status "$a2" "$available"
c2=$(agent "$a1" POST "contacts/$c1/transfer" "{\"UserId\": \"$a2\"}" | jq -er .ContactId)
contact=$c2
agent "$a1" POST "contacts/$c1/clear" >/dev/null # after-contact work is done
second=$(accept "$a2" "$c2")
say "$second" 'I am the second agent'
echo "Contact $c2"

step 'Leave the chat, so that the disconnect flow begins a third contact (agent API)'
agent "$a2" POST "contacts/$c2/end" >/dev/null
agent "$a2" POST "contacts/$c2/clear" >/dev/null
await 'The question of the disconnect flow' 'any(.Transcript[]; (.Content // "") | startswith("How did we do?"))' \
  transcript "$customer" >/dev/null

step 'Answer the flow, which says thank you and ends the chat (SendMessage)'
say "$customer" 'Well done'
contacts=$(await 'The end of the third contact' \
  '[.ContactSummaryList[] | select(.InitiationMethod == "DISCONNECT" and .DisconnectTimestamp)] | length == 1' \
  connect GET "/contact/associated/$instance?contactId=$c1")
jq -r '.ContactSummaryList[] | "Contact \(.ContactId) \(.InitiationMethod)"' <<<"$contacts"

step 'Resume the chat and read what was said before (StartChatContact, GetTranscript)'
set_status "$a1" "$offline"
set_status "$a2" "$offline"
chat=$(start_chat \
  "{\"PersistentChat\": {\"RehydrationType\": \"ENTIRE_PAST_SESSION\", \"SourceContactId\": \"$c1\"}}")
contact=$(jq -er .ContactId <<<"$chat")
echo "Contact $contact, continued from $(jq -er .ContinuedFromContactId <<<"$chat")"
customer=$(connection_of "$(jq -er .ParticipantToken <<<"$chat")")
past=$(transcript "$customer" "$(transcript "$customer" | jq -er .NextToken)")
jq -r '.Transcript[] | select(.Content) | "\(.ParticipantRole): \(.Content)"' <<<"$past"

step 'End the chat (DisconnectParticipant)'
participant "$customer" POST /participant/disconnect '{}' >/dev/null
