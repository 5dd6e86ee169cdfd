#pragma once

#include <stomp/messages/messagefilewriter.h>
#include <stomp/messages/messagelines.h>
#include <ui/workspace/messagefiles.h>
#include <ui/workspace/messagepump.h>

namespace Testing {

/** All that is kept, as JSON lines; returns how many there are. */
inline quint64 saveAll(
    const Ui::MessagePump& pump, const Ui::MessageFiles& files, const QString& path)
{
    Stomp::ConnectionNames names;
    for (auto here = files.savedNames().cbegin(); here != files.savedNames().cend(); ++here)
        names.emplace(here.key(), here.value());
    Stomp::MessageFile file;
    file.path = path;
    file.messages = pump.store().ranges();
    file.text = std::make_unique<Stomp::MessageLines>(names);
    Stomp::MessageFileProgress progress;
    return Stomp::writeMessageFile(std::move(file), progress).messages;
}

} // namespace Testing
