/** Event feeds in JSON. Entry type: {@link io.affinity.sources.feed.JsonFeed}. */
@org.jspecify.annotations.NullMarked
package io.affinity.sources.feed;
