#include "unlockmenu.h"

#include <ui/workspace/productionlock.h>

#include <QCoreApplication>
#include <QMenu>

namespace Ui {

QMenu* makeUnlockMenu(ProductionLock& lock, QWidget* parent)
{
    auto* const menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("unlockMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const int minutes : {5, 15, 60}) {
        menu->addAction(QCoreApplication::translate(
                            "Ui::UnlockMenu", "Unlock for %n minute(s)", nullptr, minutes),
            &lock, [&lock, minutes] { lock.unlock(std::chrono::minutes(minutes)); });
    }
    return menu;
}

} // namespace Ui
