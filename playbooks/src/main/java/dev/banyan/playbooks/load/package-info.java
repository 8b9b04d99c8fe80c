/** Load on the demo: customers who read, order, pay and take their money back, every request logged. */
@NullMarked
package dev.banyan.playbooks.load;

import org.jspecify.annotations.NullMarked;
