/** Evidence for gates, and the audit trail of who changed what and why. */
@NullMarked
package dev.banyan.control.evidence;

import org.jspecify.annotations.NullMarked;
