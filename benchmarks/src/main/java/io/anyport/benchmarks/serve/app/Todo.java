package io.anyport.benchmarks.serve.app;

record Todo(String id, String title, boolean completed) {}
