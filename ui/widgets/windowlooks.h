#pragma once

#include <ui/workspace/queuelooks.h>

#include <QObject>

namespace Ui {

class NoticeArea;
class Workspace;

/** Says in the window what came of a look into a queue. */
class WindowLooks : public QObject
{
    Q_OBJECT

public:
    WindowLooks(Workspace& workspace, NoticeArea& notices, QObject* parent = nullptr);

    /** The report in one sentence. */
    [[nodiscard]] static QString textOf(const LookReport& report);

private:
    void tell(const LookReport& report);

    NoticeArea& m_notices;
};

} // namespace Ui
