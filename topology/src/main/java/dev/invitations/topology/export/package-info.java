/** The declared topology in the words of other tools: CloudFormation, Terraform, IAM. */
package dev.invitations.topology.export;
