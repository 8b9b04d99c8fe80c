/** The demo: a stack of its own, load, a playbook with faults between its steps, and proof at the end. */
@NullMarked
package dev.banyan.playbooks.demo;

import org.jspecify.annotations.NullMarked;
