package dev.banyan.control.fence;

import dev.banyan.control.routing.Owner;

/**
 * A challenge row. Written into {@code banyan_fence} of the origin's database; when the stream out of that database has
 * applied everything before it, the applier writes the same row into {@code banyan_fence} of the other database.
 *
 * @param id unique for ever, such as {@code shift-7-1f0c-monolith}
 * @param shift the journal id, behind which owners may have changed; 0 for a fence that only measures
 * @param origin the side in whose database it was written first
 */
public record Fence(String id, long shift, String phase, Owner origin) {}
