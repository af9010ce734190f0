package io.anyport.peers.todos;

public record Todo(String id, String title, boolean completed) {}
