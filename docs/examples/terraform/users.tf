resource "aws_connect_user_hierarchy_structure" "shop" {
  instance_id = aws_connect_instance.shop.id

  hierarchy_structure {
    level_one {
      name = "Country"
    }
  }
}

resource "aws_connect_user_hierarchy_group" "germany" {
  instance_id = aws_connect_instance.shop.id
  name        = "Germany"
  depends_on  = [aws_connect_user_hierarchy_structure.shop]
}

resource "aws_connect_user" "grace" {
  instance_id          = aws_connect_instance.shop.id
  name                 = "grace@example.com"
  routing_profile_id   = aws_connect_routing_profile.chats.routing_profile_id
  security_profile_ids = [aws_connect_security_profile.agents.security_profile_id]
  hierarchy_group_id   = aws_connect_user_hierarchy_group.germany.hierarchy_group_id

  identity_info {
    first_name = "Grace"
    last_name  = "Hopper"
  }

  phone_config {
    phone_type = "SOFT_PHONE"
  }
}
