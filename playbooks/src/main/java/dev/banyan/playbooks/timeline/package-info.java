/** The walk in hindsight: what was sampled, what customers saw and what was broken, as one timeline in Markdown and in HTML. */
@NullMarked
package dev.banyan.playbooks.timeline;

import org.jspecify.annotations.NullMarked;
