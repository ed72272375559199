/** What a policy of a queue, topic, key or role allows, told as IAM would tell it, without asking AWS. */
package dev.invitations.topology.policy;
