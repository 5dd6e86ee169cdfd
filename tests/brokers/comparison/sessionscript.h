#pragma once

#include <QString>

#include <string>
#include <vector>

/** One step of a session: something is sent on a connection, or waited for. */
struct ScriptStep
{
    enum class Kind
    {
        Send, //!< bytes on this connection, which is opened if need be
        Wait, //!< until so many more frames have come on it
        Quiet, //!< nothing more comes for a while
        Drop //!< the connection is closed without a word
    };

    Kind kind = Kind::Send;
    char connection = 'A';
    std::string bytes; //!< of Send, with ${names} in it
    int frames = 0; //!< of Wait
    int line = 0;
};

/** A session as text: what clients say, whatever broker they say it to. See README.md beside. */
struct SessionScript
{
    QString name; //!< of the file
    QString says; //!< what it is about
    std::vector<std::string> brokers;
    std::vector<ScriptStep> steps;
    QString error; //!< with file and line; empty: it was read

    [[nodiscard]] static SessionScript read(const QString& path);
};
