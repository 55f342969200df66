terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

variable "endpoint" {
  default = "http://127.0.0.1:8080"
}

# The key pair is that of data/aws-config or of your settings, from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
provider "aws" {
  region = "us-east-1"

  # There is no AWS account to ask.
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true

  endpoints {
    connect = var.endpoint
  }
}

resource "aws_connect_instance" "shop" {
  instance_alias           = "terraform-shop"
  identity_management_type = "SAML"
  inbound_calls_enabled    = true
  outbound_calls_enabled   = true
}

resource "aws_connect_hours_of_operation" "office" {
  instance_id = aws_connect_instance.shop.id
  name        = "Office hours"
  description = "Weekdays"
  time_zone   = "Europe/Berlin"

  dynamic "config" {
    for_each = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"]
    content {
      day = config.value
      start_time {
        hours   = 8
        minutes = 0
      }
      end_time {
        hours   = 18
        minutes = 0
      }
    }
  }
}

resource "aws_connect_queue" "orders" {
  instance_id           = aws_connect_instance.shop.id
  name                  = "Orders"
  description           = "Where is my parcel?"
  hours_of_operation_id = aws_connect_hours_of_operation.office.hours_of_operation_id
  max_contacts          = 50

  tags = {
    team = "orders"
  }
}

resource "aws_connect_contact_flow" "to_queue" {
  instance_id = aws_connect_instance.shop.id
  name        = "Transfer to a queue"
  type        = "QUEUE_TRANSFER"
  content = jsonencode({
    Version     = "2019-10-30"
    StartAction = "end"
    Actions     = [{ Identifier = "end", Type = "DisconnectParticipant", Parameters = {}, Transitions = {} }]
  })
}

resource "aws_connect_quick_connect" "orders" {
  instance_id = aws_connect_instance.shop.id
  name        = "To orders"

  quick_connect_config {
    quick_connect_type = "QUEUE"
    queue_config {
      contact_flow_id = aws_connect_contact_flow.to_queue.contact_flow_id
      queue_id        = aws_connect_queue.orders.queue_id
    }
  }
}

resource "aws_connect_queue" "returns" {
  instance_id           = aws_connect_instance.shop.id
  name                  = "Returns"
  hours_of_operation_id = aws_connect_hours_of_operation.office.hours_of_operation_id
  quick_connect_ids     = [aws_connect_quick_connect.orders.quick_connect_id]
}

resource "aws_connect_routing_profile" "chats" {
  instance_id               = aws_connect_instance.shop.id
  name                      = "Chats of the shop"
  description               = "Orders first"
  default_outbound_queue_id = aws_connect_queue.orders.queue_id

  media_concurrencies {
    channel     = "CHAT"
    concurrency = 3
  }

  queue_configs {
    channel  = "CHAT"
    delay    = 0
    priority = 1
    queue_id = aws_connect_queue.orders.queue_id
  }

  queue_configs {
    channel  = "CHAT"
    delay    = 10
    priority = 2
    queue_id = aws_connect_queue.returns.queue_id
  }
}

resource "aws_connect_security_profile" "agents" {
  instance_id = aws_connect_instance.shop.id
  name        = "Shop agents"
  description = "They chat"
  permissions = ["BasicAgentAccess"]
}

resource "aws_connect_contact_flow_module" "goodbye" {
  instance_id = aws_connect_instance.shop.id
  name        = "Goodbye"
  description = "Ends the module"
  content = jsonencode({
    Version     = "2019-10-30"
    StartAction = "end"
    Actions     = [{ Identifier = "end", Type = "EndFlowModuleExecution", Parameters = {}, Transitions = {} }]
    Settings    = { InputParameters = [], OutputParameters = [], Transitions = [] }
  })
}

resource "aws_connect_lambda_function_association" "prices" {
  instance_id  = aws_connect_instance.shop.id
  function_arn = "arn:aws:lambda:us-east-1:123456789012:function:prices"
}

data "aws_connect_queue" "orders" {
  instance_id = aws_connect_instance.shop.id
  name        = aws_connect_queue.orders.name
}

data "aws_connect_contact_flow" "to_queue" {
  instance_id = aws_connect_instance.shop.id
  name        = aws_connect_contact_flow.to_queue.name
}
