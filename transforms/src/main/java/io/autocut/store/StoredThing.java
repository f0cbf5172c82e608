package io.autocut.store;

import java.time.Instant;

/**
 * One thing that lies in a store, as a listing tells it.
 *
 * @param path relative to the store: {@code segment/3f/3f07….mp4}
 * @param bytes of the thing and of its checksum
 * @param lastUse when it was last found or put; what is used again and again is noted now and then
 *     only
 */
public record StoredThing(ContentKey.Kind kind, String path, long bytes, Instant lastUse) {}
