/** Playbooks: lists of commands with what must be true after each, run step by step. */
@NullMarked
package dev.banyan.cli.playbook;

import org.jspecify.annotations.NullMarked;
