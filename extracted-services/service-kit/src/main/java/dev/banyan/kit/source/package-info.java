/**
 * Keeps a view equal to its source. The source answers {@code GET /import/VIEW} for each {@link ImportQuery} bean; whoever has a
 * {@link View} of it fetches rows one by one, or imports them: all, some ids, or those changed since.
 */
@NullMarked
package dev.banyan.kit.source;

import org.jspecify.annotations.NullMarked;
