package io.anyport.benchmarks.store;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** The same record as the Enhanced client wants it; what is null is not written by an update. */
@DynamoDbBean
public class TodoBean {

    private String list;
    private String id;
    private String title;
    private Boolean completed;
    private Integer order;
    private Long version;

    static TodoBean of(Todo todo) {
        return of(todo, new TodoBean());
    }

    static <T extends TodoBean> T of(Todo todo, T bean) {
        bean.setList(todo.list());
        bean.setId(todo.id());
        bean.setTitle(todo.title());
        bean.setCompleted(todo.completed());
        bean.setOrder(todo.order());
        bean.setVersion(todo.version());
        return bean;
    }

    /** Only its key and its title. */
    static TodoBean titled(Todo todo) {
        var bean = new TodoBean();
        bean.setList(todo.list());
        bean.setId(todo.id());
        bean.setTitle(todo.title());
        return bean;
    }

    @DynamoDbPartitionKey
    public String getList() {
        return list;
    }

    public void setList(String list) {
        this.list = list;
    }

    @DynamoDbSortKey
    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public Boolean getCompleted() {
        return completed;
    }

    public void setCompleted(Boolean completed) {
        this.completed = completed;
    }

    public Integer getOrder() {
        return order;
    }

    public void setOrder(Integer order) {
        this.order = order;
    }

    public Long getVersion() {
        return version;
    }

    public void setVersion(Long version) {
        this.version = version;
    }
}
