/** Compares what customers were told with what the owner's database and the payment gateway know. */
@NullMarked
package dev.banyan.playbooks.check;

import org.jspecify.annotations.NullMarked;
