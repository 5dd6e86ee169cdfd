# Runs one fuzz target over a copy of its seeds (written by hand, and in the folder merged those of
# long runs), so that the source tree is never written to. SEEDS.dict, if there is one, has words
# that are worth trying:
#
#   cmake -D TARGET=path -D SEEDS=folder -D WORK=folder -D SECONDS=60 -D SEED=1 -P run.cmake
#   cmake -D TARGET=path -D SEEDS=folder -D WORK=folder -D PLANTED=ON -P run.cmake
#
# WORK/corpus keeps what is found interesting and is taken up again by the next run; a finding is
# WORK/crash-...; WORK/summary has one line for people. PLANTED: the target's twin with a defect. The
# seeds written by hand must not find it, a bounded number of executions must.
cmake_minimum_required(VERSION 3.22)

get_filename_component(name ${TARGET} NAME)
file(GLOB seeds LIST_DIRECTORIES false ${SEEDS}/*)
file(GLOB merged ${SEEDS}/merged/*)
if(NOT seeds)
    message(FATAL_ERROR "${name} has no seeds in ${SEEDS}")
endif()
if(PLANTED)
    file(REMOVE_RECURSE ${WORK})
endif()
file(MAKE_DIRECTORY ${WORK}/corpus)
file(COPY ${seeds} DESTINATION ${WORK}/corpus)
if(merged AND NOT PLANTED)
    file(COPY ${merged} DESTINATION ${WORK}/corpus)
endif()
set(options -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix=${WORK}/)
if(EXISTS ${SEEDS}.dict)
    list(APPEND options -dict=${SEEDS}.dict)
endif()

# A parser's buffer is 16 KiB, again and again: do not keep hundreds of freed megabytes to watch.
set(ENV{ASAN_OPTIONS} quarantine_size_mb=8:malloc_context_size=3)

function(run_target)
    execute_process(COMMAND ${TARGET} ${options} ${ARGN} ${WORK}/corpus
        RESULT_VARIABLE result ERROR_VARIABLE log ECHO_ERROR_VARIABLE)
    set(result ${result} PARENT_SCOPE)
    set(log "${log}" PARENT_SCOPE)
endfunction()

# The last number that stands behind what in the log.
function(last_number what into)
    string(REGEX MATCHALL "${what} *[0-9]+" found "${log}")
    if(NOT found)
        message(FATAL_ERROR "${name} says nothing of ${what}")
    endif()
    list(POP_BACK found last)
    string(REGEX MATCH "[0-9]+$" last ${last})
    set(${into} ${last} PARENT_SCOPE)
endfunction()

if(PLANTED)
    run_target(-runs=0)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "${name}: the seeds alone find what was planted")
    endif()
    run_target(-seed=1 -runs=5000000 -max_total_time=240)
    if(result EQUAL 0 OR NOT log MATCHES "does not hold: ([^\n]*)")
        message(FATAL_ERROR "${name}: the planted defect was not found")
    endif()
    set(found "${CMAKE_MATCH_1}")
    last_number("number_of_executed_units:" runs)
    set(summary "${name}: planted defect found after ${runs} executions (\"${found}\" did not hold)")
else()
    # What the last run found must not be forgotten because this one does not meet it.
    file(GLOB findings ${WORK}/crash-* ${WORK}/leak-* ${WORK}/oom-* ${WORK}/timeout-*)
    foreach(finding ${findings})
        execute_process(COMMAND ${TARGET} ${options} ${finding} RESULT_VARIABLE result)
        if(NOT result EQUAL 0)
            message(FATAL_ERROR "${name}: still ends with ${result} on ${finding}")
        endif()
        file(REMOVE ${finding})
    endforeach()
    run_target(-seed=${SEED} -max_total_time=${SECONDS})
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "${name}: ended with ${result}, see ${WORK}")
    endif()
    last_number("number_of_executed_units:" runs)
    last_number("average_exec_per_sec:" rate)
    last_number("cov:" edges)
    last_number("ft:" features)
    string(REGEX MATCH "\\(([0-9]+) inline 8-bit counters\\)" counters "${log}")
    set(summary "${name}: ${runs} executions, ${rate}/s, coverage ${edges} of ${CMAKE_MATCH_1} edges, ${features} features")
endif()
file(WRITE ${WORK}/summary "${summary}\n")
message(STATUS "${summary}")
