package io.anyport.peers.todos;

public record Greeting(String greeting) {}
