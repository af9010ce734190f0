package io.anyport.benchmarks.cold.function;

record Todo(String id, String title, boolean completed) {}
