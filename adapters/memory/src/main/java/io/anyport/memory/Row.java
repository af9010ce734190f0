package io.anyport.memory;

import io.anyport.store.engine.Item;

/** What is stored of a record. */
record Row(Item item, long version) {}
