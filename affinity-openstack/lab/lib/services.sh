# shellcheck shell=bash disable=SC2154 # sourced by openstack, which sets lab, here and the ports
# How each service is started, and when it works.

python=/usr/bin/python3 # the packages belong to this one

begin_service() { # SERVICE; does not wait for it
  case $1 in
    db) start_db ;;
    rabbit) start_rabbit ;;
    standin) start_process standin "$python" "$here/python/standin.py" "$standin_port" "$(guest_kernel)" ;;
    keystone) start_process keystone OS_KEYSTONE_CONFIG_DIR="$lab/conf" "$python" "$here/python/serve.py" keystone "$keystone_port" ;;
    placement) start_process placement OS_PLACEMENT_CONFIG_DIR="$lab/conf" "$python" "$here/python/serve.py" placement "$placement_port" ;;
    conductor) start_nova conductor conductor --config-file "$lab/conf/nova-databases.conf" ;;
    api) start_nova api api_os_compute --config-file "$lab/conf/nova-databases.conf" ;;
    scheduler) start_nova scheduler scheduler --config-file "$lab/conf/nova-databases.conf" ;;
    node*) start_in_memory "$1" ;;
    *) start_in_libvirt_host "$1" ;;
  esac
}

# The part of the cluster protocol that RabbitMQ cannot do without has ports of its own, so that two labs do not meet.
start_rabbit() {
  local erlang=(ERL_EPMD_PORT="$epmd_port" ERL_EPMD_ADDRESS=127.0.0.1)
  start_process rabbit "${erlang[@]}" epmd -port "$epmd_port" -address 127.0.0.1
  start_process rabbit "${erlang[@]}" RABBITMQ_NODENAME=lab@localhost RABBITMQ_DIST_PORT="$erlang_port" \
    RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE="$lab/conf/rabbitmq.conf" \
    RABBITMQ_ENABLED_PLUGINS_FILE="$lab/conf/enabled_plugins" RABBITMQ_MNESIA_BASE="$lab/rabbit" \
    RABBITMQ_LOG_BASE="$lab/log" RABBITMQ_PID_FILE="$lab/rabbit.pid" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none' \
    /usr/lib/rabbitmq/bin/rabbitmq-server
}

start_nova() { # SERVICE MODULE ARGUMENT...
  local name=$1 module=$2
  shift 2
  start_process "$name" AFFINITY_CONTROL="$lab/control" "$python" "$here/python/nova_command.py" "$module" \
    --config-file "$lab/conf/nova.conf" "$@"
}

nova_manage() { # ARGUMENT...
  "$python" "$here/python/nova_command.py" manage --config-file "$lab/conf/nova.conf" \
    --config-file "$lab/conf/nova-databases.conf" "$@"
}

wait_until_it_works() { # SERVICE SINCE_SECONDS_OF_THE_EPOCH
  case $1 in
    db) ;; # waited for already
    rabbit) wait_for rabbit "RabbitMQ listens" listens "$rabbit_port" ;;
    standin) wait_for standin "the stand-in listens" listens "$standin_port" ;;
    keystone) wait_for keystone "Keystone answers" listens "$keystone_port" ;;
    placement) wait_for placement "Placement answers" listens "$placement_port" ;;
    api) wait_for api "Nova answers" listens "$nova_port" ;;
    *) wait_for "$1" "$1 reports to the conductor" has_reported "$1" "$2" ;;
  esac
}

# By the table in which every service of Nova says all two seconds that it lives: that goes through RabbitMQ, the conductor
# and the database.
has_reported() { # SERVICE SINCE_SECONDS_OF_THE_EPOCH
  local which
  case $1 in
    conductor | scheduler) which="s.binary = 'nova-$1'" ;;
    *) which="s.binary = 'nova-compute' and s.host = '$1'" ;;
  esac
  [[ $(sql "select count(*) from nova.services s where $which and s.deleted = 0
    and timestampdiff(second, '1970-01-01', s.last_seen_up) > $2") != 0 ]]
}

# Nova may place servers on a host as soon as its cell and its size are known.
is_usable() { # HOST
  [[ $(sql "select (select count(*) from nova_api.host_mappings where host = '$1')
    + (select count(*) from placement.inventories i join placement.resource_providers p on i.resource_provider_id = p.id
       join nova.compute_nodes n on n.uuid = p.uuid where n.host = '$1' and n.deleted = 0)") -ge 4 ]]
}
