package dev.chatp2p.setup.management;

import java.util.Map;

/** Something a controller keeps under a name that is unique among its kind. Everything in it is foreign text. */
public sealed interface Entity
        permits IdentityEntity, ServiceEntity, ServicePolicy, EdgeRouterPolicy, ServiceEdgeRouterPolicy, RouterEntity {

    /** What the controller calls it; empty in one that is to be created. */
    String id();

    String name();

    /** Notes that anybody may attach; we mark what is ours with one. Values that are no strings are left out. */
    Map<String, String> tags();
}
